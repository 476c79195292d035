from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from flask import Flask
from flask_cors import CORS

app = FastAPI()
# ruleid: python-cors-any-origin
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True, allow_methods=["*"])
# ok: python-cors-any-origin
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"], allow_credentials=True)
# ok: python-cors-any-origin
app.add_middleware(CORSMiddleware, allow_origins=["*"])
# ruleid: python-cors-any-origin
app.add_middleware(
    CORSMiddleware,
    allow_credentials=True,
    allow_methods=["*"],
    allow_origin_regex=".*",
)

old = Flask(__name__)
# ruleid: python-cors-any-origin
CORS(old, origins="*", supports_credentials=True)
# ok: python-cors-any-origin
CORS(old, origins="*")
# ok: python-cors-any-origin
CORS(old, origins=["https://app.example.com"], supports_credentials=True)
