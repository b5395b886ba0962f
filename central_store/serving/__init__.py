"""The store as devices meet it: sessions, messages, waiting."""
