package org.kalanjiyam.ocr.server.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.access.BrowserSession;
import org.kalanjiyam.ocr.server.access.Providers;
import org.kalanjiyam.ocr.server.account.Passwords;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.SignInResult;
import org.kalanjiyam.ocr.server.account.SignInService;
import org.kalanjiyam.ocr.server.site.Phrases;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** In by name and password, and out. */
@Controller
class SignInPageController {
  private final Passwords passwords;
  private final SignInService entrance;
  private final BrowserSession sessions;
  private final Providers providers;
  private final Phrases phrases;

  SignInPageController(
      Passwords passwords,
      SignInService entrance,
      BrowserSession sessions,
      Providers providers,
      Phrases phrases) {
    this.passwords = passwords;
    this.entrance = entrance;
    this.sessions = sessions;
    this.providers = providers;
    this.phrases = phrases;
  }

  @GetMapping("/sign-in")
  String ask(
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String out,
      @RequestParam(required = false) @Nullable String used,
      @RequestParam(required = false) @Nullable String refused,
      Model model) {
    if (out != null) {
      model.addAttribute("notice", phrases.say("signIn.out"));
    } else if (used != null) {
      model.addAttribute("problem", phrases.say("signIn.used"));
    } else if (refused != null) {
      model.addAttribute("problem", phrases.say("signIn.refused"));
    }
    return form(to, model);
  }

  @PostMapping("/sign-in")
  String signIn(
      @RequestParam("username") String name,
      @RequestParam String password,
      @RequestParam(required = false) @Nullable String to,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    String address = request.getRemoteAddr();
    return switch (passwords.signIn(name, password, address)) {
      case SignInResult.Welcome(Person person) -> {
        sessions.open(request, response, person);
        entrance.byPassword(person, address);
        yield "redirect:" + (isOurs(to) ? to : "/");
      }
      case SignInResult.Wrong() -> {
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        model.addAttribute("problem", phrases.say("signIn.wrong"));
        yield form(to, model);
      }
      case SignInResult.Later(Duration after) -> {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(after.toSeconds() + 1));
        model.addAttribute("problem", phrases.say("signIn.later", phrases.span(after)));
        yield form(to, model);
      }
    };
  }

  @PostMapping("/sign-out")
  String signOut(Person person, HttpServletRequest request, HttpServletResponse response) {
    sessions.close(request, response);
    entrance.left(person);
    return "redirect:/sign-in?out";
  }

  private String form(@Nullable String to, Model model) {
    model.addAttribute("to", isOurs(to) ? to : null);
    model.addAttribute("providers", providers.all());
    return "access/sign-in";
  }

  /** A path here, not an address elsewhere that looks like one. */
  static boolean isOurs(@Nullable String to) {
    if (to == null || to.startsWith("//")) {
      return false;
    }
    try {
      URI address = new URI(to);
      String path = address.getRawPath();
      return !address.isAbsolute()
          && address.getRawAuthority() == null
          && path != null
          && path.startsWith("/")
          && !path.contains("//")
          && !(path + "/").contains("/../")
          && address.equals(address.normalize());
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
