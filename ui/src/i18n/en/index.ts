/* One file per area of the UI; the English text is the typed source of every key. */
import common from './common.json';
import shell from './shell.json';
import time from './time.json';
import trace from './trace.json';
import volumes from './volumes.json';
import states from './states.json';
import errors from './errors.json';
import refusals from './refusals.json';
import machines from './machines.json';
import billing from './billing.json';
import closing from './closing.json';
import entering from './entering.json';
import promotions from './promotions.json';
import paying from './paying.json';
import fapiao from './fapiao.json';
import access from './access.json';
import activity from './activity.json';
import overview from './overview.json';
import racks from './racks.json';
import inventory from './inventory.json';
import gear from './gear.json';
import plans from './plans.json';
import walks from './walks.json';
import devices from './devices.json';
import hosts from './hosts.json';
import groups from './groups.json';
import guests from './guests.json';
import addresses from './addresses.json';
import tenants from './tenants.json';
import sharing from './sharing.json';
import storage from './storage.json';
import prices from './prices.json';
import invoices from './invoices.json';
import ledger from './ledger.json';
import money from './money.json';
import leases from './leases.json';
import reports from './reports.json';
import operations from './operations.json';
import search from './search.json';
import room from './room.json';
import forms from './forms.json';
import models from './models.json';
import numbers from './numbers.json';
import networks from './networks.json';
import firewalls from './firewalls.json';
import scripts from './scripts.json';
import tickets from './tickets.json';
import transfers from './transfers.json';
import images from './images.json';
import blocks from './blocks.json';
import contents from './contents.json';
import creation from './creation.json';
import consoleWords from './console.json';
import changes from './changes.json';
import consoles from './consoles.json';
import placing from './placing.json';
import gpus from './gpus.json';
import balancing from './balancing.json';

export default {
  common,
  shell,
  time,
  trace,
  volumes,
  states,
  // Refusals that nobody meets on the first page come with the rest of the words.
  errors: { ...errors, ...refusals, compute: { ...errors.compute, ...refusals.compute } },
  machines,
  billing,
  closing,
  entering,
  promotions,
  paying,
  fapiao,
  access,
  activity,
  overview,
  racks,
  inventory,
  gear,
  plans,
  walks,
  devices,
  hosts,
  groups,
  guests,
  addresses,
  tenants,
  sharing,
  storage,
  prices,
  invoices,
  ledger,
  money,
  leases,
  reports,
  operations,
  search,
  room,
  forms,
  models,
  numbers,
  networks,
  firewalls,
  scripts,
  tickets,
  transfers,
  images,
  blocks,
  contents,
  creation,
  console: consoleWords,
  changes,
  consoles,
  placing,
  gpus,
  balancing,
};
