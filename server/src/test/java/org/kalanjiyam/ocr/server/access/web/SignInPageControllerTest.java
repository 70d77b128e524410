package org.kalanjiyam.ocr.server.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInPageControllerTest {
  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "https://evil.example",
        "//evil.example",
        "///evil.example",
        "/\\evil",
        "\\\\evil",
        "{..}",
        "/{..}",
        "/../..//",
        "/../a",
        "/a/../../b",
        "/a//b",
        "/./a",
        "x",
        "?a=b",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\r\nLocation: x",
        "/%zz",
        " /",
        "/\0"
      })
  void elsewhereIsNoWayToGoOn(String to) {
    assertThat(SignInPageController.isOurs(to)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/tasks?state=FAILURE", "/proofing/a-book/12", "/tasks?q=a%20b&x=/..//"})
  void aPageOfThisServerIs(String to) {
    assertThat(SignInPageController.isOurs(to)).isTrue();
  }
}
