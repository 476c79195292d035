function readUser(id) {
  // ruleid: js-promise-constructor-around-promise
  return new Promise((resolve, reject) => {
    api.get(`/users/${id}`).then((response) => resolve(response.data));
  });
}

function readOrders(id) {
  // ruleid: js-promise-constructor-around-promise
  return new Promise(function (resolve, reject) {
    api
      .get(`/orders/${id}`)
      .then((response) => resolve(response.data))
      .catch((error) => reject(error));
  });
}

function wait(milliseconds) {
  // ok: js-promise-constructor-around-promise
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function limited(promise, milliseconds) {
  // ok: js-promise-constructor-around-promise
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('too late')), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function readFile(path) {
  // ok: js-promise-constructor-around-promise
  return new Promise((resolve, reject) => {
    fs.readFile(path, (error, data) => (error ? reject(error) : resolve(data)));
  });
}
