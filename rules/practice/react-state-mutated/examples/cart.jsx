import { useRef, useState } from 'react';

export function Cart() {
  const [items, setItems] = useState([]);
  const [user, setUser] = useState({});
  const list = useRef([]);
  const add = (item) => {
    // ruleid: react-state-mutated
    items.push(item);
    setItems(items);
  };
  const rename = (name) => {
    // ruleid: react-state-mutated
    user.name = name;
    setUser(user);
  };
  // ruleid: react-state-mutated
  const sorted = items.sort();
  // ok: react-state-mutated
  const copied = [...items].sort();
  // ok: react-state-mutated
  list.current.push(1);
  // ok: react-state-mutated
  const addNew = (item) => setItems([...items, item]);
  return <p onClick={add}>{sorted.length}</p>;
}

class Old extends React.Component {
  constructor(props) {
    super(props);
    // ok: react-state-mutated
    this.state.count = 0;
  }

  count() {
    // ruleid: react-state-mutated
    this.state.count = 1;
  }
}
