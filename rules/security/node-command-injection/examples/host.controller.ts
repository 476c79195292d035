import { execSync } from 'node:child_process';
import { Controller, Get, Query } from '@nestjs/common';

@Controller()
export class HostController {
  @Get()
  lookUp(@Query('host') host: string) {
    // ruleid: node-command-injection
    return execSync(`nslookup ${host}`).toString();
  }

  @Get('version')
  version() {
    // ok: node-command-injection
    return execSync('git rev-parse HEAD').toString();
  }
}
