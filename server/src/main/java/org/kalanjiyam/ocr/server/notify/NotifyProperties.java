package org.kalanjiyam.ocr.server.notify;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people are told.
 *
 * @param stallAfter a task of which no page has come for so long, and for ten times what is usual,
 *     has stalled
 * @param privateAddresses whether webhooks may go to addresses of private networks
 * @param mailFrom the sender of e-mail
 */
@ConfigurationProperties("kalanjiyam.notify")
record NotifyProperties(
    @DefaultValue("5m") Duration stallAfter,
    @DefaultValue("false") boolean privateAddresses,
    @DefaultValue("kalanjiyam@localhost") String mailFrom) {}
