x = 'fine'
y = "\N{no such name}"
