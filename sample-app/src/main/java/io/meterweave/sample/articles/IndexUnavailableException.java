// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.articles;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The index cannot be searched for the moment. */
@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
final class IndexUnavailableException extends RuntimeException {
  IndexUnavailableException(String why) {
    super("The article index cannot be searched for the moment: " + why + ".");
  }
}
