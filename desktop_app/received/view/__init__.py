"""Screens of documents and photographs."""
