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
import org.springframework.web.bind.annotation.PathVariable;
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
  private final AskedPage asked;
  private final PageStatuses statuses;
  private final OpenPages open;

  PageStatusApiController(AskedPage asked, PageStatuses statuses, OpenPages open) {
    this.asked = asked;
    this.statuses = statuses;
    this.open = open;
  }

  /** Calls a page finished; when somebody else had done so before, it is proofread twice. */
  @PutMapping("/proofed")
  PageView finish(
      @PathVariable String slug,
      @PathVariable String page,
      @RequestBody AskedPage.Version looked,
      Person person) {
    Page finished = asked.page(slug, page);
    if (!statuses.finish(finished.id(), looked.required(), person)) {
      throw ApiProblem.of(
          HttpStatus.CONFLICT,
          "Changed meanwhile",
          "The page was changed meanwhile; its newest version is %d. Look at it again."
              .formatted(asked.page(slug, page).version()));
    }
    return asked.view(slug, page);
  }

  @DeleteMapping("/proofed")
  PageView unfinish(@PathVariable String slug, @PathVariable String page, Person person) {
    statuses.unfinish(asked.page(slug, page).id());
    return asked.view(slug, page);
  }

  /** Says that a page is not to be proofread. */
  @PutMapping("/skipped")
  PageView skip(@PathVariable String slug, @PathVariable String page, Person person) {
    statuses.skip(asked.page(slug, page).id());
    return asked.view(slug, page);
  }

  @DeleteMapping("/skipped")
  PageView unskip(@PathVariable String slug, @PathVariable String page, Person person) {
    statuses.unskip(asked.page(slug, page).id());
    return asked.view(slug, page);
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
  Visit visit(@PathVariable String slug, @PathVariable String page, Person person) {
    Page visited = asked.page(slug, page);
    open.seen(visited.id(), person);
    return new Visit(open.others(visited.id(), person), visited.version());
  }

  @DeleteMapping("/visit")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void leave(@PathVariable String slug, @PathVariable String page, Person person) {
    open.left(asked.page(slug, page).id(), person);
  }
}
