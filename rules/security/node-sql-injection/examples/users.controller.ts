import { Body, Controller, Param, Post } from '@nestjs/common';
import { DataSource } from 'typeorm';

@Controller('users')
export class UsersController {
  constructor(private readonly dataSource: DataSource) {}

  @Post(':id')
  async rename(@Param('id') id: string, @Body() body: { name: string }) {
    // ruleid: node-sql-injection
    await this.dataSource.query(`UPDATE users SET name = '${body.name}' WHERE id = 1`);
    // ok: node-sql-injection
    await this.dataSource.query('UPDATE users SET name = $1 WHERE id = $2', [body.name, id]);
  }
}
