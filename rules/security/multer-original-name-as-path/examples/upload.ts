import { writeFile } from 'node:fs/promises';

export class UploadController {
  async save(@UploadedFile() file: Express.Multer.File) {
    // ruleid: multer-original-name-as-path
    await writeFile(join('uploads', file.originalname), file.buffer);
    // ok: multer-original-name-as-path
    await writeFile(join('uploads', file.originalname.replace(/[^\w.]/g, '_')), file.buffer);
  }
}
