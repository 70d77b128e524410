package org.kalanjiyam.ocr.server.shelf.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.project.BookPages;
import org.kalanjiyam.ocr.server.project.MultipartUpload;
import org.kalanjiyam.ocr.server.project.PagePictures;
import org.kalanjiyam.ocr.server.project.PageUploads;
import org.kalanjiyam.ocr.server.project.PageUploads.Outcome;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Rotation;
import org.kalanjiyam.ocr.server.project.UploadFollowUp;
import org.kalanjiyam.ocr.server.site.Phrases;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A book's pages are moved, taken out, added, turned, and get other pictures. */
@Controller
@RequestMapping("/proofing/{slug}/pages")
class PageChangePageController {
  private final BookPages pages;
  private final PagePictures pictures;
  private final PageUploads uploads;
  private final List<UploadFollowUp> followUp;
  private final Phrases phrases;

  PageChangePageController(
      BookPages pages,
      PagePictures pictures,
      PageUploads uploads,
      List<UploadFollowUp> followUp,
      Phrases phrases) {
    this.pages = pages;
    this.pictures = pictures;
    this.uploads = uploads;
    this.followUp = followUp;
    this.phrases = phrases;
  }

  @PostMapping("/move")
  String move(
      Project project,
      @RequestParam int page,
      @RequestParam int to,
      Person person,
      RedirectAttributes flash) {
    return answer(project, to, pages.move(project, page, to, person), "pages.moved", flash);
  }

  @PostMapping("/remove")
  String remove(Project project, @RequestParam int page, Person person, RedirectAttributes flash) {
    return answer(project, null, pages.remove(project, page, person), "pages.removed", flash);
  }

  @PostMapping("/rotate")
  String rotate(
      Project project,
      @RequestParam int page,
      @RequestParam Rotation rotation,
      Person person,
      RedirectAttributes flash)
      throws IOException, InterruptedException {
    BookPages.Result result = pictures.rotate(project, page, rotation, person);
    return answer(project, page, result, "pages.rotated", flash);
  }

  @PostMapping("/replace")
  String replace(
      Project project,
      @RequestParam int page,
      @RequestPart(name = "file", required = false) @Nullable List<MultipartFile> file,
      Person person,
      RedirectAttributes flash)
      throws IOException, InterruptedException {
    List<MultipartUpload> files = MultipartUpload.ofForm(file);
    String problem =
        files.isEmpty()
            ? phrases.say("upload.none")
            : problem(uploads.replace(project, page, files, person));
    if (problem == null) {
      flash.addFlashAttribute("notice", phrases.say("pages.replaced"));
    } else {
      flash.addFlashAttribute("problem", problem);
    }
    return details(project, page);
  }

  @PostMapping("/bring-back")
  String bringBack(
      Project project, @RequestParam int page, Person person, RedirectAttributes flash) {
    BookPages.Result result = pictures.bringBack(project, page, person);
    if (result == BookPages.Result.NO_SUCH_PAGE) {
      flash.addFlashAttribute("problem", phrases.say("pages.noEarlier"));
      return details(project, page);
    }
    return answer(project, page, result, "pages.broughtBack", flash);
  }

  @GetMapping("/add")
  String form(Project project, Person person, Model model) {
    model.addAttribute("book", project);
    model.addAttribute(
        "choices", followUp.stream().flatMap(one -> one.choices(person).stream()).toList());
    return "shelf/add-pages";
  }

  @PostMapping("/add")
  String add(
      Project project,
      @RequestParam int position,
      @RequestParam(defaultValue = "") String recognise,
      @RequestPart(name = "file", required = false) @Nullable List<MultipartFile> file,
      Person person,
      Model model,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    List<MultipartUpload> files = MultipartUpload.ofForm(file);
    String problem =
        files.isEmpty()
            ? phrases.say("upload.none")
            : problem(uploads.add(project, position, files, person));
    if (problem == null) {
      followUp.forEach(one -> one.wish(project, recognise, person));
      return "redirect:/proofing/" + project.slug();
    }
    response.setStatus(422);
    model.addAttribute("problem", problem);
    model.addAttribute("position", position);
    return form(project, person, model);
  }

  private @Nullable String problem(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Taken taken -> null;
      case Outcome.Unfit unfit -> unfit.reason();
      case Outcome.NoRoom noRoom -> phrases.say("upload.noRoom");
      case Outcome.NotChanged(BookPages.Result why) ->
          phrases.say(why == BookPages.Result.IN_USE ? "book.inUse" : "pages.none");
    };
  }

  private String answer(
      Project project,
      @Nullable Integer page,
      BookPages.Result result,
      String done,
      RedirectAttributes flash) {
    switch (result) {
      case DONE -> flash.addFlashAttribute("notice", phrases.say(done));
      case IN_USE -> flash.addFlashAttribute("problem", phrases.say("book.inUse"));
      case NO_SUCH_PAGE -> flash.addFlashAttribute("problem", phrases.say("pages.none"));
    }
    return details(project, page);
  }

  private static String details(Project project, @Nullable Integer page) {
    return "redirect:/proofing/%s/details%s"
        .formatted(project.slug(), page == null ? "" : "?page=" + page);
  }
}
