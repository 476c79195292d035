import cors from 'cors';
import express from 'express';

// ok: mcp-cors-any-origin
express().use(cors());
