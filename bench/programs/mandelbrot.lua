-- As mandelbrot.py.
local LIMIT = 50

local function turns(cx, cy)
    local x, y = 0.0, 0.0
    for i = 0, LIMIT - 1 do
        local xx, yy = x * x, y * y
        if xx + yy > 4.0 then return i end
        y = 2.0 * x * y + cy
        x = xx - yy + cx
    end
    return LIMIT
end

return function(n)
    local total, inside = 0, 0
    for row = 0, n - 1 do
        local cy = 2.0 * row / n - 1.0
        for column = 0, n - 1 do
            local count = turns(3.0 * column / n - 2.0, cy)
            total = total + count
            if count == LIMIT then inside = inside + 1 end
        end
    end
    return string.format("(%d, %d)", total, inside)
end
