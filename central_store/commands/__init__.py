"""What an administrator does from a command line."""
