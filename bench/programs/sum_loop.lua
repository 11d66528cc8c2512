-- As sum_loop.py.
return function(n)
    local x, c, s, i = 0.5, 1.25, 0.0, 0
    while i < n do
        s = s + x * c
        i = i + 1
    end
    return string.format("%.1f", s)
end
