/** People, their roles, tokens and sessions; who may do what. */
@ApplicationModule(allowedDependencies = {"http", "problem", "site"})
@NullMarked
package org.kalanjiyam.ocr.server.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
