/** What GitHub takes of a check run's text. `github/limits.ts` has the limits of calls, and passes these on. */

/**
 * Bytes of `output.summary` and of `output.text`. The documentation says characters; the API answers "summary exceeds a maximum
 * bytesize of 65535". Source: docs.github.com/en/rest/checks/runs#update-a-check-run, and github.com/github/docs/issues/35252
 */
export const MAX_OUTPUT_BYTES = 65_535;
/** Characters of `output.title`. GitHub names no limit; an annotation's title may have as many, and a list shows fewer. */
export const MAX_TITLE_LENGTH = 255;
/** "The maximum size is 64 KB": of an annotation's `message` and of its `raw_details`. Source: as above. */
export const MAX_ANNOTATION_BYTES = 65_536;
/** "The maximum size is 255 characters": of an annotation's `title`. Source: as above. */
export const MAX_ANNOTATION_TITLE_LENGTH = 255;
/**
 * Annotations of one check run. GitHub names no limit, but takes 50 in a call, and wants a second between two calls that
 * write in a repository: 500 are ten calls. The report holds all findings.
 */
export const MAX_ANNOTATIONS = 500;
/** Characters of a comment's body: of an issue, a pull request or a review. Source: the API's answer "body is too long (maximum is 65536 characters)". */
export const MAX_COMMENT_BYTES = 65_536;
