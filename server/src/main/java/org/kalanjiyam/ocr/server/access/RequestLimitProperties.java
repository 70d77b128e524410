package org.kalanjiyam.ocr.server.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What one person may ask for at a time.
 *
 * @param requestsPerSecond requests with one API token
 * @param eventStreams event streams of one person
 * @param uploads uploads of one person
 */
@ConfigurationProperties("kalanjiyam.limits")
record RequestLimitProperties(
    @DefaultValue("50") int requestsPerSecond,
    @DefaultValue("50") int eventStreams,
    @DefaultValue("3") int uploads) {}
