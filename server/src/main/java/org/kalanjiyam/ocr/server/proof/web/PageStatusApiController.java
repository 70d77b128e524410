package org.kalanjiyam.ocr.server.proof.web;

import java.util.List;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.proof.OpenPages;
import org.kalanjiyam.ocr.server.proof.PageStatuses;
import org.kalanjiyam.ocr.server.proof.PageView;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How far a page has come, and who has it open. */
@RestController
@RequestMapping("/api/v1/projects/{slug}/pages/{page}")
class PageStatusApiController {
  private final FreshPage fresh;
  private final PageStatuses statuses;
  private final OpenPages open;

  PageStatusApiController(FreshPage fresh, PageStatuses statuses, OpenPages open) {
    this.fresh = fresh;
    this.statuses = statuses;
    this.open = open;
  }

  /** Calls a page finished; when somebody else had done so before, it is proofread twice. */
  @PutMapping("/proofed")
  PageView finish(Page page, @RequestBody Looked looked, Person person) {
    if (!statuses.finish(page.id(), looked.required(), person)) {
      throw ApiProblem.of(
          HttpStatus.CONFLICT,
          "Changed meanwhile",
          "The page was changed meanwhile; its newest version is %d. Look at it again."
              .formatted(fresh.version(page)));
    }
    return fresh.view(page);
  }

  @DeleteMapping("/proofed")
  PageView unfinish(Page page, Person person) {
    statuses.unfinish(page.id());
    return fresh.view(page);
  }

  /** Says that a page is not to be proofread. */
  @PutMapping("/skipped")
  PageView skip(Page page, Person person) {
    statuses.skip(page.id());
    return fresh.view(page);
  }

  @DeleteMapping("/skipped")
  PageView unskip(Page page, Person person) {
    statuses.unskip(page.id());
    return fresh.view(page);
  }

  /**
   * Who else looks at a page.
   *
   * @param others their names
   * @param version the page's newest now
   */
  record Visit(List<String> others, int version) {}

  /** Says that the caller has the page open; to be said again every 30 seconds. */
  @PostMapping("/visit")
  Visit visit(Page page, Person person) {
    open.seen(page.id(), person);
    return new Visit(open.others(page.id(), person), page.version());
  }

  @DeleteMapping("/visit")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void leave(Page page, Person person) {
    open.left(page.id(), person);
  }
}
