//! Who is who: states, organisations, groups, leaders with their terms, and the linking of names in text to codes.
