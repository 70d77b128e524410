package org.kalanjiyam.ocr.engine.remote;

import java.util.OptionalInt;

/** What a key may ask for in a minute, over all workers of the site; empty for no limit. */
record Limits(OptionalInt requestsPerMinute, OptionalInt tokensPerMinute) {}
