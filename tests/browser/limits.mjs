// What a first view of a page may cost, packed as hosts pack it. README names these figures, and `cargo xtask tidy` holds the two together.

export const MOST = {
  bytes: 60_000,
  requests: 10,
  script: 15_000,
  /** What the widgets of a page may load besides. */
  widgetScript: 13_600,
};
