"""The map: what we are worried about, what is working well, what needs to happen, and how safe each person says it is."""
