-- As collatz.py.
local function steps(start)
    local count = 0
    while start ~= 1 do
        if start % 2 == 0 then start = start / 2 else start = 3 * start + 1 end
        count = count + 1
    end
    return count
end

return function(n)
    local best, longest = 0, 0
    for start = 1, n - 1 do
        local count = steps(start)
        if count > longest then
            best, longest = start, count
        end
    end
    return string.format("(%d, %d)", best, longest)
end
