package org.kalanjiyam.ocr.server.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * People who sign in through a provider for the first time.
 *
 * @param newcomers the role that they get, or NONE to let nobody in who was not invited
 */
@ConfigurationProperties("kalanjiyam")
record NewcomerProperties(@DefaultValue("READER") String newcomers) {}
