-- As nbody.py.
local sqrt = math.sqrt

local function system()
    local bodies = { { 0, 0, 0, 0, 0, 0, 1 } }
    local planets = { { 1.0, 0.02, 1e-5 }, { 2.1, 0.05, 3e-4 }, { 3.7, -0.03, 9e-4 }, { 6.4, 0.01, 5e-5 } }
    for _, planet in ipairs(planets) do
        local distance, tilt, mass = planet[1], planet[2], planet[3]
        bodies[#bodies + 1] = { distance, 0, tilt * distance, 0, distance ^ -0.5, 0, mass }
    end
    local px, py, pz = 0, 0, 0
    for _, b in ipairs(bodies) do
        px, py, pz = px + b[4] * b[7], py + b[5] * b[7], pz + b[6] * b[7]
    end
    bodies[1][4], bodies[1][5], bodies[1][6] = -px, -py, -pz
    return bodies
end

local function advance(bodies, dt)
    local count = #bodies
    for i = 1, count do
        local a = bodies[i]
        for j = i + 1, count do
            local b = bodies[j]
            local dx, dy, dz = a[1] - b[1], a[2] - b[2], a[3] - b[3]
            local square = dx * dx + dy * dy + dz * dz
            local pull = dt / (square * sqrt(square))
            local by_b, by_a = b[7] * pull, a[7] * pull
            a[4], a[5], a[6] = a[4] - dx * by_b, a[5] - dy * by_b, a[6] - dz * by_b
            b[4], b[5], b[6] = b[4] + dx * by_a, b[5] + dy * by_a, b[6] + dz * by_a
        end
    end
    for i = 1, count do
        local b = bodies[i]
        b[1], b[2], b[3] = b[1] + dt * b[4], b[2] + dt * b[5], b[3] + dt * b[6]
    end
end

local function energy(bodies)
    local total = 0
    for _, b in ipairs(bodies) do
        total = total + 0.5 * b[7] * (b[4] * b[4] + b[5] * b[5] + b[6] * b[6])
    end
    for i, a in ipairs(bodies) do
        for j = i + 1, #bodies do
            local b = bodies[j]
            local dx, dy, dz = a[1] - b[1], a[2] - b[2], a[3] - b[3]
            total = total - a[7] * b[7] / sqrt(dx * dx + dy * dy + dz * dz)
        end
    end
    return total
end

return function(n)
    local bodies = system()
    local before = energy(bodies)
    for _ = 1, n do advance(bodies, 0.004) end
    return string.format("%.9e %.9e", before, energy(bodies))
end
