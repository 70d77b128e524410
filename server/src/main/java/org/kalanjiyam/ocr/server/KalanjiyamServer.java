package org.kalanjiyam.ocr.server;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The server's Spring application; {@code platform} starts it with what it needs around it. */
@SpringBootApplication
@EnableScheduling
public class KalanjiyamServer {}
