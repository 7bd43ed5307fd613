// What a first view of a page may cost, packed as hosts pack it. README names these figures, and `cargo xtask tidy` holds the two together.

export const MOST_BYTES = 60_000;
export const MOST_REQUESTS = 10;
export const MOST_SCRIPT = 15_000;
/** What the widgets of a page may load besides. */
export const MOST_WIDGET_SCRIPT = 14_800;
/** What a reader loads, packed, until the first results of a search are there with their texts, and for the next query. */
export const MOST_FIRST_SEARCH = 60_000;
export const MOST_SECOND_SEARCH = 30_000;
