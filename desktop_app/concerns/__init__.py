"""Safety concerns: the sheet that works offline, who was told, and a decision that only its decider can confirm."""
