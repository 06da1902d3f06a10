// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.desk;

import org.springframework.http.HttpStatus;

/** The article service did not answer, or not with articles. */
final class ArticleServiceException extends DeskException {
  ArticleServiceException(String message) {
    super(HttpStatus.BAD_GATEWAY, message);
  }
}
