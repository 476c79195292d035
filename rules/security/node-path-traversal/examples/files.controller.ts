import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Controller, Get, Param } from '@nestjs/common';

@Controller('reports')
export class ReportsController {
  @Get(':name')
  async show(@Param('name') name: string) {
    // ruleid: node-path-traversal
    return readFile(join('reports', name));
  }

  @Get()
  async index() {
    // ok: node-path-traversal
    return readFile(join('reports', 'index.json'));
  }
}
