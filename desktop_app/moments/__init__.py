"""Moments that were marked without a word while something went on, and asked about when it is written up."""
