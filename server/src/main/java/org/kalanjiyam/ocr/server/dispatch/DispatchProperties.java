package org.kalanjiyam.ocr.server.dispatch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How pages go out to workers.
 *
 * @param unclaimedLimit a page that was handed out and not begun for so long is handed out again
 * @param workerUrl where workers on other machines reach the server; not set: this machine alone
 */
@ConfigurationProperties("kalanjiyam")
record DispatchProperties(
    @DefaultValue("10m") Duration unclaimedLimit, @Nullable String workerUrl) {}
