"""Running rules over documents."""
