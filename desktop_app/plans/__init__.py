"""Plans made with a family: who does what by when, in plain words, on paper they can keep."""
