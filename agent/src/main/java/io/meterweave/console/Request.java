// SPDX-License-Identifier: Apache-2.0
package io.meterweave.console;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;

/**
 * What we want to know of a request.
 *
 * <p>Immutable.
 *
 * @param head the request line and the headers
 * @param path the target up to the question mark, exactly as it was sent: nothing in it is decoded
 *     or normalised, so it either is the name of something that we have, or it is not
 * @param isFromLoopback whether the client runs on this machine
 */
record Request(HttpRequest head, String path, boolean isFromLoopback) {
  static Request of(HttpRequest head, boolean isFromLoopback) {
    String target = head.uri();
    int query = target.indexOf('?');
    return new Request(head, query < 0 ? target : target.substring(0, query), isFromLoopback);
  }

  boolean isHead() {
    return head.method().equals(HttpMethod.HEAD);
  }

  boolean isPost() {
    return head.method().equals(HttpMethod.POST);
  }

  boolean onlyReads() {
    return isHead() || head.method().equals(HttpMethod.GET);
  }

  /** Tells whether bytes follow that are not another request. */
  boolean hasBody() {
    return HttpUtil.isTransferEncodingChunked(head)
        || head.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
        || HttpUtil.getContentLength(head, 0L) > 0;
  }

  boolean keepsConnection() {
    return HttpUtil.isKeepAlive(head) && !hasBody() && head.decoderResult().isSuccess();
  }

  boolean acceptsGzip() {
    return AcceptEncoding.prefersGzip(joined(HttpHeaderNames.ACCEPT_ENCODING));
  }

  /** Returns a parameter of the query, decoded; empty if it is not there, or more than once. */
  String parameter(String name) {
    try {
      List<String> values = new QueryStringDecoder(head.uri()).parameters().get(name);
      return values == null || values.size() != 1 ? "" : values.get(0);
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }

  String accept() {
    return joined(HttpHeaderNames.ACCEPT);
  }

  List<String> hosts() {
    return head.headers().getAll(HttpHeaderNames.HOST);
  }

  String ifNoneMatch() {
    return joined(HttpHeaderNames.IF_NONE_MATCH);
  }

  private String joined(CharSequence name) {
    return String.join(",", head.headers().getAll(name));
  }
}
