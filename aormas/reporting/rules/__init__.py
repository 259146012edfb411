"""The decisions of reporting as pure functions: periods, states, stages, content, reminding."""
