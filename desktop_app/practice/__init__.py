"""A made-up family to practise on: a copy of its own that can never be sent, and five visits told step by step."""
