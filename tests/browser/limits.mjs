// What a first view of a page may cost, packed as hosts pack it. README names these figures, and `cargo xtask tidy` holds the two together.

export const MOST_BYTES = 60_000;
export const MOST_REQUESTS = 10;
export const MOST_SCRIPT = 15_000;
/** What the widgets of a page may load besides. */
export const MOST_WIDGET_SCRIPT = 14_800;
