package org.kalanjiyam.ocr.server.dispatch;

import java.util.List;
import java.util.Map;
import org.kalanjiyam.ocr.server.task.PageFlow.Handout;

/** Knows the texts that engines are given to correct. Implemented where texts are kept. */
@FunctionalInterface
public interface Drafts {

  /** The texts that pages had when their tasks started, by the pages' ids; those that had one. */
  Map<Long, String> of(List<Handout> pages);
}
