"""Noughts and crosses by minimax with a memory of positions."""

LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]
memory = {}


def winner(board):
    for a, b, c in LINES:
        if board[a] != ' ' and board[a] == board[b] == board[c]:
            return board[a]
    return None


def value(board, player):
    key = board + player
    if key in memory:
        return memory[key]
    won = winner(board)
    if won:
        result = 1 if won == 'X' else -1
    elif ' ' not in board:
        result = 0
    else:
        other = 'O' if player == 'X' else 'X'
        results = [value(board[:i] + player + board[i + 1:], other) for i in range(9) if board[i] == ' ']
        result = max(results) if player == 'X' else min(results)
    memory[key] = result
    return result


def best(board, player):
    other = 'O' if player == 'X' else 'X'
    moves = [(value(board[:i] + player + board[i + 1:], other), -i) for i in range(9) if board[i] == ' ']
    return -(max(moves)[1] if player == 'X' else min(moves)[1])


board = 'XO       '
player = 'X'
while not winner(board) and ' ' in board:
    move = best(board, player)
    board = board[:move] + player + board[move + 1:]
    player = 'O' if player == 'X' else 'X'
print('\n-+-+-\n'.join(['|'.join(board[i:i + 3]) for i in (0, 3, 6)]))
print(winner(board), len(memory), value('X   O    ', 'X'), sorted(set(memory.values())))
