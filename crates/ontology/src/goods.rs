//! What changes hands.

use crate::names;

names!(
    /// Class of goods, services or knowledge that a statement speaks of.
    Goods {
        /// Weapons in general, and weapon systems of no class of their own.
        Arms = "arms",
        /// Shells, cartridges, bombs.
        Ammunition = "ammunition",
        /// Missiles, rockets, air defence missiles.
        Missiles = "missiles",
        /// Aircraft, tanks, ships and other vehicles, military or not.
        Vehicles = "vehicles",
        /// Nuclear material and technology.
        Nuclear = "nuclear",
        /// Satellites, launchers, space know-how.
        Space = "space",
        /// Other technology and know-how.
        Technology = "technology",
        /// Oil, gas, coal, electricity.
        Fuel = "fuel",
        /// Food, grain, fertiliser.
        Food = "food",
        /// Medicine, vaccines.
        Medicine = "medicine",
        /// Money, loans, investment.
        Money = "money",
        /// Workers.
        Labour = "labour",
        /// Ores, metals, timber.
        RawMaterials = "raw-materials",
        /// Soldiers, instructors.
        Troops = "troops",
        /// Intelligence, data.
        Information = "information",
        /// Anything else.
        Other = "other",
    }
);
