export class Bio {
  show(user, icon) {
    // ruleid: angular-security-bypass
    this.bio = this.sanitizer.bypassSecurityTrustHtml(user.bio);
    // ok: angular-security-bypass
    this.icon = this.sanitizer.bypassSecurityTrustHtml('<svg></svg>');
    // ok: angular-security-bypass
    this.clean = this.sanitizer.bypassSecurityTrustHtml(DOMPurify.sanitize(user.bio));
  }
}
