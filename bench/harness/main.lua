-- Calls the program beside this file again and again and prints of each call its seconds and its result.
-- usage: main.lua CALLS SECONDS SIZE   (no further call begins when the seconds are over)

local ffi = require("ffi")
ffi.cdef [[
typedef struct { long seconds, nanoseconds; } benchmark_time;
int clock_gettime(int, benchmark_time *);
]]
local MONOTONIC = ffi.os == "OSX" and 6 or 1
local time = ffi.new("benchmark_time")

local function clock()
    ffi.C.clock_gettime(MONOTONIC, time)
    return tonumber(time.seconds) + tonumber(time.nanoseconds) * 1e-9
end

local main = dofile((arg[0]:gsub("main%.lua$", "subject.lua")))
local calls, seconds, size = tonumber(arg[1]), tonumber(arg[2]), tonumber(arg[3])
local begun = clock()
for _ = 1, calls do
    local start = clock()
    local result = main(size)
    local finish = clock()
    print(string.format("%.9f %s", finish - start, result))
    if finish - begun > seconds then break end
end
