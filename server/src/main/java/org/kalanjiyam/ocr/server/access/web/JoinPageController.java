package org.kalanjiyam.ocr.server.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.kalanjiyam.ocr.server.access.BrowserSession;
import org.kalanjiyam.ocr.server.account.NewPassword;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.SignInService;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a link of an invitation, or for a new password, leads. */
@Controller
@RequestMapping("/join")
class JoinPageController {
  private final SignInService entrance;
  private final BrowserSession sessions;

  JoinPageController(SignInService entrance, BrowserSession sessions) {
    this.entrance = entrance;
    this.sessions = sessions;
  }

  @GetMapping
  String ask(@RequestParam String token, HttpServletResponse response, Model model) {
    return form(token, response, model);
  }

  @PostMapping
  String join(
      @RequestParam String token,
      @RequestParam String password,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    NewPassword chosen;
    try {
      chosen = new NewPassword(password);
    } catch (Refused e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("problem", e.reason());
      return form(token, response, model);
    }
    Optional<Person> person = entrance.byInvitation(token, chosen, request.getRemoteAddr());
    if (person.isEmpty()) {
      return form(token, response, model);
    }
    sessions.open(request, response, person.get());
    return "redirect:/";
  }

  private String form(String token, HttpServletResponse response, Model model) {
    Optional<Person> invited = entrance.invited(token);
    if (invited.isEmpty()) {
      response.setStatus(HttpStatus.GONE.value());
    }
    model.addAttribute("invited", invited.orElse(null));
    model.addAttribute("token", token);
    return "access/join";
  }
}
