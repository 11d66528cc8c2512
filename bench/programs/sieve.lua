-- As sieve.py.
return function(n)
    local prime = {}
    for i = 0, n - 1 do prime[i] = true end
    prime[0], prime[1] = false, false
    local i = 2
    while i * i < n do
        if prime[i] then
            for multiple = i * i, n - 1, i do prime[multiple] = false end
        end
        i = i + 1
    end
    local count, last = 0, 0
    for k = 0, n - 1 do
        if prime[k] then
            count = count + 1
            last = k
        end
    end
    return string.format("(%d, %d)", count, last)
end
