"""Family and network: who belongs to a child, where they live, who has parental responsibility, who helps."""
