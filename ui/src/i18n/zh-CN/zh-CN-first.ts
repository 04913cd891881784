/* The words that are needed before somebody is known to be staff; the rest comes with the staff's first page. */
import common from './common.json';
import shell from './shell.json';
import time from './time.json';
import trace from './trace.json';
import states from './states.json';
import errors from './errors.json';
import machines from './machines.json';
import activity from './activity.json';
import search from './search.json';
import forms from './forms.json';
import guests from './guests.json';

export default {
  common,
  shell,
  time,
  trace,
  states,
  errors,
  machines,
  activity,
  search,
  forms,
  guests,
};
