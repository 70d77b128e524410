package org.kalanjiyam.ocr.server.project.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.project.Books;
import org.kalanjiyam.ocr.server.project.Books.Creation;
import org.kalanjiyam.ocr.server.project.MultipartUpload;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.SampleBook;
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

/** Adds a book: from files that a person sends, or the sample. */
@Controller
@RequestMapping("/projects")
class UploadPageController {
  private final Books books;
  private final SampleBook sample;
  private final Phrases phrases;
  private final List<UploadFollowUp> followUp;

  UploadPageController(
      Books books, SampleBook sample, Phrases phrases, List<UploadFollowUp> followUp) {
    this.books = books;
    this.sample = sample;
    this.phrases = phrases;
    this.followUp = followUp;
  }

  @GetMapping("/new")
  String form(Person person, Model model) {
    offer(person, model);
    return "project/upload";
  }

  @PostMapping("/new")
  String create(
      @RequestParam(required = false) @Nullable String title,
      @RequestParam(required = false) @Nullable String slug,
      @RequestParam(defaultValue = "") String recognise,
      @RequestPart(name = "file", required = false) @Nullable List<MultipartFile> file,
      Person person,
      Model model,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    List<MultipartUpload> files = MultipartUpload.ofForm(file);
    model.addAttribute("wantedTitle", title);
    model.addAttribute("wantedSlug", slug);
    offer(person, model);
    if (files.isEmpty()) {
      return refused(phrases.say("upload.none"), model, response);
    }
    Creation creation = books.create(title, slug, files, person);
    if (creation instanceof Creation.Created(Project made)) {
      followUp.forEach(one -> one.wish(made, recognise, person));
    }
    return answer(creation, model, response);
  }

  private void offer(Person person, Model model) {
    model.addAttribute(
        "choices", followUp.stream().flatMap(one -> one.choices(person).stream()).toList());
  }

  @PostMapping("/sample")
  String sample(Person person, Model model, HttpServletResponse response)
      throws IOException, InterruptedException {
    return answer(sample.create(person), model, response);
  }

  private String answer(Creation creation, Model model, HttpServletResponse response) {
    return switch (creation) {
      case Creation.Created(Project project) -> "redirect:/proofing/" + project.slug();
      case Creation.SlugTaken(String slug) ->
          refused(phrases.say("upload.taken", slug), model, response);
      case Creation.NoRoom() -> refused(phrases.say("upload.noRoom"), model, response);
      case Creation.Unfit(String reason) -> refused(reason + ".", model, response);
      case Creation.Refused(var refusal) -> refused(refusal.getMessage() + ".", model, response);
    };
  }

  private static String refused(String reason, Model model, HttpServletResponse response) {
    response.setStatus(422);
    model.addAttribute("problem", reason);
    return "project/upload";
  }
}
