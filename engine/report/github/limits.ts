/** What GitHub takes of a check run's text. `github/limits.ts` has the limits of calls, and passes these on. */

/**
 * Characters of `output.summary` and of `output.text`, said to be characters and safe when counted as bytes.
 * Source: docs.github.com/en/rest/checks/runs#update-a-check-run
 */
export const MAX_OUTPUT_BYTES = 65_535;
/** Characters of `output.title`: the database's column. Longer ones are refused. Source: observed, as for an annotation's title. */
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
