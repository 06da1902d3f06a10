// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.desk;

import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns the desk's exceptions into HTTP answers. Thread-safe. */
@RestControllerAdvice
class ErrorAnswers {
  @ExceptionHandler
  ProblemDetail answer(DeskException why) {
    return ProblemDetail.forStatusAndDetail(why.status(), why.getMessage());
  }
}
